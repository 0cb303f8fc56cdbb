// A page that has moved: the place on it (#…) goes with the reader. Without this script they land at the top.
location.replace(document.querySelector("link[rel=canonical]").href + location.hash);
