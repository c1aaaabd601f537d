//! The register over HTTP.
