"""What can be taken away: references, data, the PDF, pictures, the feed of changes, the search index."""
