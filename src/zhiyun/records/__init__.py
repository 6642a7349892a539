"""The only room with tables: what people did, as rows, with the constraints that keep them true."""
