from tests.e2e.fixtures import desktop, google, mozilla, playwright, webkit

__all__ = ["desktop", "google", "mozilla", "playwright", "webkit"]
