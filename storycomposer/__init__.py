"""Compose 9:16 story slides offline and export PNG sets ready to upload."""
