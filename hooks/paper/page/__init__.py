"""What a page shows, and what it says of itself. A page's HTML is parsed once; each step takes the tree."""
