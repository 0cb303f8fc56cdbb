"""What hosts and readers' links need: the finished folder, its headers, addresses that stay."""
