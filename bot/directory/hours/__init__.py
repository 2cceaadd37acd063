"""Opening hours. `engine`: open when, until when, when again · `week`: the timetable as it is told · `calendar`:
public and school holidays · `osm_write`, `osm_read`, `schema_org`: exchange forms · `timetable`: their common shape."""
