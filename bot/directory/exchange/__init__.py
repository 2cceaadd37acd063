"""Exchange with other directories: XZuFi in both directions, the PVOG, and open data (docs/adr/0010)."""
