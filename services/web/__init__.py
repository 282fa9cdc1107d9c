"""Pages: server-rendered, Japanese, complete without JavaScript."""
