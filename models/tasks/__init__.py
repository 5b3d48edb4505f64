"""What a worker runs on request, one file a family."""
