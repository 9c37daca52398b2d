"""What newsrooms, blogs and analysts have beside posts: feeds, exports, records and tables. One module, one kind."""
