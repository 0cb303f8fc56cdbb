"""What can be taken away: references, data, the PDF, pictures, the search index."""
