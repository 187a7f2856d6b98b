"""One reader per format; each brings its file into `SourceLines`."""
