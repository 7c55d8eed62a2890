"""What a person does, one public function each. The only layer that opens a transaction; both faces call nothing else."""
