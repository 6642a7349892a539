"""Where experts judge: their desk, a file, the declaration, the sheet, the panel's opinion."""
