"""What the law lists, as data of our own: places, product sets, industries, the instruments and their sources."""
