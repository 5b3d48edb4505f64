"""Everything that runs inside a Dask worker or beside the scheduler."""
