"""Pages that are made to be printed on one sheet of paper."""
