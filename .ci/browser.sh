#!/usr/bin/env bash
# The HTML report in a real browser: the script filters, pictures and print come out, axe-core finds nothing grave.
# GAPCHECK names another program than the release build.
set -euo pipefail
cd "$(dirname "$0")/.."
export GAPCHECK_DATA=

program=(cargo run --release --locked --quiet --)
[ -z "${GAPCHECK:-}" ] || program=("$GAPCHECK")

# gives up after a while: without a network there is nothing to install from
install() {
  timeout 300 apt-get install -y -q "$@" >/dev/null 2>&1 || { timeout 120 apt-get update -q >/dev/null 2>&1 && timeout 300 apt-get install -y -q "$@" >/dev/null 2>&1; } || true
}

command -v chromium >/dev/null || install chromium fonts-noto-cjk
if ! command -v chromium >/dev/null; then
  echo "chromium is not to be had here: the HTML report was not opened in a browser"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
browser() {
  timeout 120 chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --user-data-dir="$work/profile" "$@" 2>/dev/null
}

report() {
  local name=$1 status=0
  shift
  "${program[@]}" "$@" --output "$work/$name.html" --output "$work/$name.json" --quiet || status=$?
  [ "$status" -le 1 ] || { echo "$name: exit status $status"; return 1; }
}

# the severity of a finding stands on a line of its own
counted() { grep -c "^      \"severity\": \"$2\"" "$work/$1.json" || true; }

look() {
  local name=$1 errors warnings infos all
  errors=$(counted "$name" error) warnings=$(counted "$name" warning) infos=$(counted "$name" info)
  all=$((errors + warnings + infos))
  browser --virtual-time-budget=20000 --dump-dom "file://$work/$name.html#gaps?severity=warning" >"$work/$name.dom"
  grep -q "$all 件中 $warnings 件" "$work/$name.dom" || { echo "$name: the filter does not show $warnings of $all"; return 1; }
  browser --window-size=1366,900 --screenshot="$work/$name.png" "file://$work/$name.html"
  browser --no-pdf-header-footer --print-to-pdf="$work/$name.pdf" "file://$work/$name.html"
  for file in "$work/$name.png" "$work/$name.pdf"; do
    [ "$(stat -c %s "$file")" -gt 20000 ] || { echo "$file is empty"; return 1; }
  done
  echo "$name: $warnings of $all findings after filtering, picture and print written"
}

accessible() {
  if ! command -v npm >/dev/null; then
    echo "npm is not to be had here: axe-core did not look at the report"
    return 0
  fi
  if ! (cd "$work" && timeout 180 npm install --no-audit --no-fund --no-update-notifier --fetch-retries=1 --fetch-timeout=30000 --silent \
    axe-core@4 puppeteer-core@24 html-validate@10 >/dev/null 2>&1); then
    echo "axe-core could not be fetched: it did not look at the report"
    return 0
  fi
  cp .ci/browser.cjs "$work/"
  timeout 600 node "$work/browser.cjs" "$work" "$@"
  echo '{"root": true, "extends": ["html-validate:standard"]}' >"$work/rules.json"
  (cd "$work" && for name in "$@" same; do node_modules/.bin/html-validate --config rules.json "$name.html"; done)
}

report sample resident-tax samples/resident-tax/current.xml
report english resident-tax samples/resident-tax/current.xml --lang en
report city check --all --config samples/city/gapcheck.toml
status=0
"${program[@]}" diff "$work/sample.json" "$work/english.json" --output "$work/same.html" || status=$?
[ "$status" -eq 0 ] || { echo "diff: exit status $status"; exit 1; }
look sample
look city
accessible sample english city
