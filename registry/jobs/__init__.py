"""Long work done beside the pages: the same acts, run by a worker, with progress that somebody watches."""
