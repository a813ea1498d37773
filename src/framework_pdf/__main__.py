"""`python -m framework_pdf`: the same as `framework-pdf`."""

from framework_pdf.cli.main import main

if __name__ == "__main__":
    main()
