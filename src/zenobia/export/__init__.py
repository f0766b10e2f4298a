"""Files that people download, and the records that every door prints."""
