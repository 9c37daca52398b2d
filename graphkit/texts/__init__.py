"""STAGE 1b: texts become words, without what an outlet says again and again."""
