"""专利导航成果: put on file by centres, looked at by the bureau, read by everyone where it is public."""
