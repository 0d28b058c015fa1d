"""What visitors say: questions, votes, ratings; and what the crew says of a room's places."""
