from tests.e2e.fixtures import browser, desktop, google, mozilla, playwright, visitor, webkit

__all__ = ["browser", "desktop", "google", "mozilla", "playwright", "visitor", "webkit"]
