"""What a finished computation shows on a closer look: attribution, written sums, memory."""
