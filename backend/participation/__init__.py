"""What visitors say: questions, votes, ratings."""
