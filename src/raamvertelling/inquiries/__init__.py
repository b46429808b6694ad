"""Inquiries, their framework versions, storypoints and teams."""
