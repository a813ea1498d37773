"""Our own formats: a module each, as `products/formats.py` asks of it. What they do stands in `build/pipeline.py`."""
