//! One-to-one assignment of greatest total weight (the Hungarian method with shortest augmenting paths).

/// For each row the column that it is given, so that the sum of weights is greatest and no column is given twice.
/// A weight of 0 is no edge. Of equal sums the one is taken that the order of rows and columns leads to, so callers sort by name.
pub fn assign(weights: &[Vec<u32>]) -> Vec<Option<usize>> {
    let rows = weights.len();
    let columns = weights.iter().map(Vec::len).max().unwrap_or(0);
    if rows == 0 || columns == 0 {
        return vec![None; rows];
    }
    // a row may always stay alone: one more column for each, of weight 0
    let width = columns + rows;
    let top = i64::from(weights.iter().flatten().copied().max().unwrap_or(0));
    let cost = |row: usize, column: usize| {
        let weight = weights[row].get(column).copied().unwrap_or(0);
        // what is no edge costs more than staying alone
        if column < columns && weight == 0 { top + 1 } else { top - i64::from(weight) }
    };
    let mut solver = Solver::new(rows, width);
    (0..rows).for_each(|row| solver.augment(row, &cost));
    let mut given = vec![None; rows];
    for column in 0..columns {
        if let Some(row) = solver.owner[column]
            && weights[row].get(column).is_some_and(|w| *w > 0)
        {
            given[row] = Some(column);
        }
    }
    given
}

struct Solver {
    row_price: Vec<i64>,
    column_price: Vec<i64>,
    owner: Vec<Option<usize>>,
}

impl Solver {
    fn new(rows: usize, columns: usize) -> Solver {
        Solver { row_price: vec![0; rows], column_price: vec![0; columns], owner: vec![None; columns] }
    }

    /// Finds a column for one more row along the cheapest path, moving others aside.
    fn augment(&mut self, row: usize, cost: &impl Fn(usize, usize) -> i64) {
        let columns = self.owner.len();
        let mut least = vec![i64::MAX; columns];
        let mut from = vec![None; columns];
        let mut done = vec![false; columns];
        let mut at = row;
        let mut here: Option<usize> = None;
        let end = loop {
            let next = self.relax(at, here, cost, &mut least, &mut from, &done);
            self.shift(row, least[next], &mut least, &done);
            done[next] = true;
            match self.owner[next] {
                None => break next,
                Some(owner) => (at, here) = (owner, Some(next)),
            }
        };
        let mut column = end;
        while let Some(before) = from[column] {
            self.owner[column] = self.owner[before];
            column = before;
        }
        self.owner[column] = Some(row);
    }

    /// Looks at every open column from a row; returns the nearest open one.
    fn relax(
        &self,
        row: usize,
        here: Option<usize>,
        cost: &impl Fn(usize, usize) -> i64,
        least: &mut [i64],
        from: &mut [Option<usize>],
        done: &[bool],
    ) -> usize {
        let mut nearest = usize::MAX;
        for column in (0..least.len()).filter(|c| !done[*c]) {
            let reduced = cost(row, column) - self.row_price[row] - self.column_price[column];
            if reduced < least[column] {
                least[column] = reduced;
                from[column] = here;
            }
            if nearest == usize::MAX || least[column] < least[nearest] {
                nearest = column;
            }
        }
        nearest
    }

    /// Moves prices by what the nearest open column is away.
    fn shift(&mut self, row: usize, delta: i64, least: &mut [i64], done: &[bool]) {
        self.row_price[row] += delta;
        for column in 0..least.len() {
            if done[column] {
                self.column_price[column] -= delta;
                if let Some(owner) = self.owner[column] {
                    self.row_price[owner] += delta;
                }
            } else if least[column] < i64::MAX {
                least[column] -= delta;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn total(weights: &[Vec<u32>], given: &[Option<usize>]) -> u32 {
        given.iter().enumerate().filter_map(|(r, c)| c.map(|c| weights[r][c])).sum()
    }

    fn best(weights: &[Vec<u32>], row: usize, used: &mut Vec<bool>) -> u32 {
        if row == weights.len() {
            return 0;
        }
        let mut most = best(weights, row + 1, used);
        for column in 0..used.len() {
            if !used[column] && weights[row][column] > 0 {
                used[column] = true;
                most = most.max(weights[row][column] + best(weights, row + 1, used));
                used[column] = false;
            }
        }
        most
    }

    fn matrices() -> impl Strategy<Value = Vec<Vec<u32>>> {
        (1usize..6, 1usize..6).prop_flat_map(|(rows, columns)| {
            let weight = prop_oneof![2 => Just(0u32), 3 => 1u32..1000];
            prop::collection::vec(prop::collection::vec(weight, columns), rows)
        })
    }

    proptest! {
        #[test]
        fn the_sum_is_the_greatest_and_nothing_is_given_twice(weights in matrices()) {
            let given = assign(&weights);
            prop_assert_eq!(total(&weights, &given), best(&weights, 0, &mut vec![false; weights[0].len()]));
            let mut columns: Vec<usize> = given.iter().flatten().copied().collect();
            let all = columns.len();
            columns.sort();
            columns.dedup();
            prop_assert_eq!(columns.len(), all);
            prop_assert!(given.iter().enumerate().all(|(r, c)| c.is_none_or(|c| weights[r][c] > 0)));
        }

        #[test]
        fn the_sum_does_not_depend_on_the_order(weights in matrices()) {
            let mut turned = weights.clone();
            turned.reverse();
            turned.iter_mut().for_each(|r| r.reverse());
            prop_assert_eq!(total(&weights, &assign(&weights)), total(&turned, &assign(&turned)));
        }
    }

    #[test]
    fn nothing_and_no_edges() {
        assert!(assign(&[]).is_empty());
        assert_eq!(assign(&[vec![], vec![]]), [None, None]);
        assert_eq!(assign(&[vec![0, 0], vec![0, 5]]), [None, Some(1)]);
        assert_eq!(assign(&[vec![7, 9], vec![0, 9]]), [Some(0), Some(1)]);
    }
}
