"""What if: a community as it is and under scenarios, planned alike and compared."""
