//! One made-up layout in every way that is read here, and what is written is read again.

use super::options::Options;
use super::{Reading, read_files, write};
use crate::domain::ColumnType;

const ORACLE: &str = "-- 住民\nCREATE TABLE JUMIN (\n  ATENA_NO VARCHAR2(15 BYTE) NOT NULL,\n  SHIMEI NVARCHAR2(100),\n  SEX CHAR(1) DEFAULT '9' NOT NULL,\n  GAKU NUMBER(9,2),\n  CONSTRAINT PK PRIMARY KEY (ATENA_NO),\n  CONSTRAINT CK CHECK (SEX IN ('1','2','9'))\n) TABLESPACE TS STORAGE (INITIAL 64K);\n/\nCOMMENT ON TABLE JUMIN IS '住民';\nCOMMENT ON COLUMN JUMIN.ATENA_NO IS '宛名番号';\nCOMMENT ON COLUMN JUMIN.SHIMEI IS '氏名';\nCOMMENT ON COLUMN JUMIN.SEX IS '性別';\nCOMMENT ON COLUMN JUMIN.GAKU IS '金額';\n";
const SQL_SERVER: &str = "SET ANSI_NULLS ON\nGO\nCREATE TABLE [dbo].[JUMIN](\n\t[ATENA_NO] [varchar](15) NOT NULL,\n\t[SHIMEI] [nvarchar](100) NULL,\n\t[SEX] [char](1) NOT NULL,\n\t[GAKU] [decimal](9, 2) NULL,\n CONSTRAINT [PK] PRIMARY KEY CLUSTERED ([ATENA_NO] ASC) ON [PRIMARY]\n) ON [PRIMARY]\nGO\nALTER TABLE [dbo].[JUMIN] WITH CHECK ADD CONSTRAINT [CK] CHECK (([SEX]='1' OR [SEX]='2' OR [SEX]='9'))\nGO\nEXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'住民' , @level0type=N'SCHEMA',@level0name=N'dbo', @level1type=N'TABLE',@level1name=N'JUMIN'\nGO\nEXEC sys.sp_addextendedproperty N'MS_Description', N'宛名番号', N'SCHEMA', N'dbo', N'TABLE', N'JUMIN', N'COLUMN', N'ATENA_NO'\nEXEC sys.sp_addextendedproperty N'MS_Description', N'氏名', N'SCHEMA', N'dbo', N'TABLE', N'JUMIN', N'COLUMN', N'SHIMEI'\nEXEC sys.sp_addextendedproperty N'MS_Description', N'性別', N'SCHEMA', N'dbo', N'TABLE', N'JUMIN', N'COLUMN', N'SEX'\nEXEC sys.sp_addextendedproperty N'MS_Description', N'金額', N'SCHEMA', N'dbo', N'TABLE', N'JUMIN', N'COLUMN', N'GAKU'\nGO\n";
const MYSQL: &str = "# 見本\nCREATE TABLE `JUMIN` (\n  `ATENA_NO` varchar(15) NOT NULL COMMENT '宛名番号',\n  `SHIMEI` nvarchar(100) DEFAULT NULL COMMENT '氏名',\n  `SEX` enum('1','2','9') NOT NULL COMMENT '性別',\n  `GAKU` decimal(9,2) DEFAULT NULL COMMENT '金額',\n  KEY `IX` (`SEX`)\n) ENGINE=InnoDB COMMENT='住民';\nALTER TABLE `JUMIN` ADD PRIMARY KEY (`ATENA_NO`), ADD KEY `IX2` (`SHIMEI`);\n";
const POSTGRES: &str = "COMMENT ON COLUMN public.JUMIN.ATENA_NO IS '宛名番号';\nCREATE TABLE IF NOT EXISTS public.JUMIN (\n  ATENA_NO character varying(15) PRIMARY KEY, -- 別の名前\n  SHIMEI national character varying(100), -- 氏名\n  SEX character(1) NOT NULL, -- 性別\n  GAKU numeric(9,2), -- 金額\n  CHECK (((SEX)::text = ANY ((ARRAY['1'::character varying, '2'::character varying, '9'::character varying])::text[])))\n);\nCOMMENT ON TABLE public.JUMIN IS '住民';\n";
const A5ER: &str = "# A5:ER FORMAT:16\n[Manager]\nProjectName=見本\n[Entity]\nPName=JUMIN\nLName=住民\nField=\"宛名番号\",\"ATENA_NO\",\"@VARCHAR(15)\",\"NOT NULL\",0,\"\",\"\",$FFFFFFFF,\"\"\nField=\"氏名\",\"SHIMEI\",\"@NVARCHAR(100)\",,,\"\",\"\",$FFFFFFFF,\"\"\nField=\"性別\",\"SEX\",\"char(1)\",\"NOT NULL\",,\"\",\"1:男 2:女\",$FFFFFFFF,\"\"\nField=\"金額\",\"GAKU\",\"@DECIMAL(9,2)\",,,\"\",\"\",$FFFFFFFF,\"\"\n";

fn read(text: &str) -> Reading {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("layout");
    std::fs::write(&path, text).expect("written");
    read_files(&[path.display().to_string()], &Options::default(), |_| Ok(()))
}

/// Name, label, type, length, scale, key, nullable.
fn facts(reading: &Reading) -> Vec<String> {
    let system = reading.system.as_ref().expect("a system");
    let tables = system.tables();
    assert_eq!((tables.len(), tables[0].name.as_str(), tables[0].label.as_deref()), (1, "JUMIN", Some("住民")));
    let column = |c: &super::model::Column| {
        let (kind, label) = (c.column_type.map_or("-", ColumnType::name), c.label.as_deref().unwrap_or("-"));
        // an ENUM states no length
        let length = c.length.filter(|_| c.name != "SEX").unwrap_or_default();
        format!("{} {label} {kind} {length} {:?} {:?} {:?}", c.name, c.scale, c.key, c.nullable)
    };
    tables[0].columns.iter().map(column).collect()
}

#[test]
fn the_same_layout_in_every_way_gives_the_same_system() {
    let expected = facts(&read(ORACLE));
    assert_eq!(expected[0], "ATENA_NO 宛名番号 char 15 None Some(Primary) Some(false)");
    assert_eq!(expected[3], "GAKU 金額 number 9 Some(2) None Some(true)");
    for (way, text) in [("SQL Server", SQL_SERVER), ("MySQL", MYSQL), ("PostgreSQL", POSTGRES), ("A5", A5ER)] {
        let reading = read(text);
        assert!(reading.problems.is_empty(), "{way}: {:?}", reading.problems);
        assert_eq!(facts(&reading), expected, "{way}");
        let codes = &reading.system.as_ref().and_then(|s| s.layout.as_ref()).expect("a layout").codes;
        if way != "A5" {
            let values: Vec<&str> = codes[0].values.iter().map(|c| c.value.as_str()).collect();
            assert_eq!(values, ["1", "2", "9"], "{way}");
        }
    }
}

#[test]
fn what_is_written_is_read_again() {
    let copybook = "       01  REC.\n           03  A  PIC X(4).\n           03  G  OCCURS 3.\n               05  B  PIC S9(5) COMP-3 OCCURS 2.\n               05  C  PIC N(2).\n           03  R  REDEFINES G.\n               05  D  PIC X(10).\n           03  E  PIC X(1).\n               88  E-YES  VALUE '1'.\n";
    for text in [ORACLE, SQL_SERVER, MYSQL, POSTGRES, A5ER, copybook] {
        let first = read(text);
        let written = write::xml(first.system.as_ref().expect("a system"), "resident-tax");
        let second = read(&written);
        assert!(second.problems.is_empty(), "{:?}\n{written}", second.problems);
        assert_eq!(write::xml(second.system.as_ref().expect("a system"), "resident-tax"), written);
    }
}

#[test]
fn a_copybook_gives_bytes_that_add_up() {
    let reading = read(
        "       01  KOJIN-REC.\n           03  ATENA-NO   PIC X(15).\n           03  SHIMEI     PIC N(20).\n           03  ZEIGAKU    PIC S9(11) COMP-3 OCCURS 12.\n           03  FILLER     PIC X(2).\n           03  FILLER     PIC ZZ9.\n           03  LAST       PIC 9(7)V9(2) COMP-3.\n",
    );
    assert!(reading.problems.is_empty());
    let system = reading.system.expect("a system");
    let columns = &system.tables()[0].columns;
    let places: Vec<_> = columns.iter().map(|c| (c.name.as_str(), c.offset, c.occurs)).collect();
    assert_eq!(
        places,
        [
            ("ATENA-NO", Some(0), None),
            ("SHIMEI", Some(15), None),
            ("ZEIGAKU", Some(55), Some(12)),
            ("FILLER", Some(127), None),
            ("FILLER-2", Some(129), None),
            ("LAST", Some(132), None),
        ]
    );
    assert_eq!((columns[2].signed, columns[2].length), (Some(true), Some(11)));
    assert_eq!(reading.receipts[0].not_understood[0].word, "ZZ9");
}

#[test]
fn a_record_goes_on_behind_the_longer_of_two_readings() {
    let reading = read(
        "       01  REC.\n           03  G  OCCURS 3.\n               05  B  PIC X(6).\n               05  C  PIC X(4).\n           03  R  REDEFINES G.\n               05  D  PIC X(10).\n           03  E  PIC X(1).\n",
    );
    let system = reading.system.expect("a system");
    let places: Vec<_> = system.tables()[0].columns.iter().map(|c| (c.name.as_str(), c.offset)).collect();
    assert_eq!(places, [("B", Some(0)), ("C", Some(6)), ("D", Some(0)), ("E", Some(30))]);
}

#[test]
fn nothing_after_an_unclosed_quote_is_swallowed() {
    let reading =
        read("CREATE TABLE A (\n  B char(1) COMMENT '氏名,\n  C char(2) COMMENT '住所'\n);\nCREATE TABLE D (E int);\n");
    let lines: Vec<_> = reading.problems.iter().filter_map(|p| p.position).map(|p| p.line).collect();
    assert_eq!(lines, [2]);
    assert_eq!(reading.system.expect("a system").tables().len(), 2);
}

#[test]
fn statements_of_other_kinds_are_counted() {
    let reading = read(
        "CREATE TABLE A (B UDD015YMD, C int);\nCREATE INDEX I ON A (C);\nCREATE VIEW V AS SELECT * FROM A;\nINSERT INTO A VALUES ('x;y', 1);\nCREATE INDEX J ON A (B);\n",
    );
    let receipt = &reading.receipts[0];
    assert_eq!((receipt.rows.seen, receipt.rows.used), (5, 1));
    let told = |word: &str| receipt.not_understood.iter().find(|w| w.word == word).map_or(0, |w| w.count);
    assert_eq!((told("CREATE INDEX"), told("CREATE VIEW"), told("INSERT"), told("UDD015YMD")), (2, 1, 1, 1));
    assert_eq!(reading.system.expect("a system").tables()[0].columns[0].column_type, None);
}
