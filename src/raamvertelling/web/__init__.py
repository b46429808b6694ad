"""The design system: base templates, field templates, custom elements and charts. Knows no app."""
