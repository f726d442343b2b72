"""A community's tables on disk (CSV or workbook, two languages) and plan.json."""
