"""STAGE 3: links fall into stories, stories get names and ids, and stories far apart in time make threads."""
