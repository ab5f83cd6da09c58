"""Looking after accounts: who is in the house, with which roles for which sites, and who comes after whom."""
