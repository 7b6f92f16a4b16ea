document.getElementById("script").textContent = "its script ran";
