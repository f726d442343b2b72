"""The use-cases behind the routes: sessions and values in, values out, no HTTP."""
