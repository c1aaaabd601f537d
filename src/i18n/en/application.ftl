# New applications: the check of documents, drafts, papers.
