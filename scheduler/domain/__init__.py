"""The nouns: people, rosters, records, policy, travel times, Problem and Plan."""
