"""What a report says of itself: area, title, publisher, programme, dates, lead inspector; one rule a file."""
