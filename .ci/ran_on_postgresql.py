"""Fail unless the tests ran on PostgreSQL too, none of them skipped."""

import sys
from xml.etree import ElementTree

MARK = "postgresql"

cases = [
    case
    for case in ElementTree.parse(sys.argv[1]).iter("testcase")
    if MARK in case.get("name", "").partition("[")[2]
]
skipped = [case.get("name") for case in cases if case.find("skipped") is not None]
if skipped or not cases:
    sys.exit(f"on PostgreSQL: {len(cases)} tests, of them skipped: {skipped}")
sys.stdout.write(f"on PostgreSQL: {len(cases)} tests\n")
