"""What every form that is being written needs, whoever writes it: its pages, its way, and saving it."""
