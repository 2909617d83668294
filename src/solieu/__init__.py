"""SoLieu: planning and reporting for a local People's Committee."""

__version__ = "0.1.0"
