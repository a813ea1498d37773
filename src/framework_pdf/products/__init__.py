"""What can be made, for whom and in which form: products, editions and the plan."""
