"""A set of patents seen as a whole: figures drawn of sums, each with its query, its data day and its gaps."""
