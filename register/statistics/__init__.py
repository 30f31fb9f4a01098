"""Published statistics: what is asked, the counts that answer it, and how a version of the answer is published."""
