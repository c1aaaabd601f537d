# Export of lists.
