"""From the units and courses of a workspace to the files in output/."""
