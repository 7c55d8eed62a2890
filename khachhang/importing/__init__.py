"""Pure: find the tables of a sheet, recognise the layout, suggest the mapping, check the rows. No files, no SQL, no windows."""
