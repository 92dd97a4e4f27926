//! What the tools of operating systems print of one machine, one file a tool.
