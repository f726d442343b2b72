"""What is kept: tables, sessions, migrations, and rows as domain values and back."""
