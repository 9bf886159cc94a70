"""Papers that are added to a matter: what they are, and why one is not taken, with what to do instead."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "file-kind": {
        "pdf": ("PDF 文件", "PDF"),
        "jpeg": ("照片", "Photograph"),
        "png": ("图片", "Picture"),
        "webp": ("网页图片", "Picture (WebP)"),
        "docx": ("文字文档", "Text document"),
        "xlsx": ("表格", "Spreadsheet"),
        "text": ("纯文本", "Plain text"),
    },
    "scan": {
        "none": ("未设置查毒", "No scanner is set up"),
        "waits": ("尚未查毒", "Not yet scanned"),
        "clean": ("未发现病毒", "Nothing was found"),
        "infected": ("发现病毒", "Malware was found"),
    },
    "problem": {
        "paper-empty": (
            "这份文件是空的，没有收下。请重新选择文件，或者重新拍照后再添加。",
            "This file is empty and was not taken. Choose it again, or take the photograph again.",
        ),
        "paper-too-large": (
            "这份文件太大，没有收下。请分成几份，或者把照片的分辨率调低后再添加；也可以把原件带到窗口。",
            (
                "This file is too large and was not taken. Divide it, or make the photograph smaller; or "
                "bring the paper to the window."
            ),
        ),
        "paper-too-many": (
            "这件事项的材料已经放满，这一份没有收下。请把要紧的合成一份，或者把原件带到窗口。",
            (
                "There is no more room for papers of this matter; this one was not taken. Put together what "
                "matters most, or bring the papers to the window."
            ),
        ),
        "paper-of-no-kind-taken": (
            "这种文件不收，没有收下。请改为照片、PDF、文字文档、表格或者纯文本后再添加。",
            (
                "Files of this kind are not taken. Hand it in as a photograph, PDF, text document, "
                "spreadsheet or plain text."
            ),
        ),
        "paper-is-heic": (
            "这是苹果手机的高效格式照片，没有收下。请在手机的相机设置中选“兼容性最佳”后重拍，或者截屏后再添加。",
            (
                "This is a photograph in the HEIC format, which is not taken. Choose “Most Compatible” in "
                "the camera's settings and take it again, or add a screenshot of it."
            ),
        ),
        "paper-is-old-office": (
            "这是旧格式的办公文件，没有收下。请另存为新格式或者 PDF后再添加。",
            (
                "This is an office file in the old format, which is not taken. Save it in the new format, or "
                "as PDF, and add that."
            ),
        ),
        "paper-cannot-be-read": (
            "这份文件已损坏，读不出来，没有收下。请打开看看是否完整，重新保存后再添加。",
            (
                "This file is damaged, cannot be read and was not taken. See whether it opens, save it anew "
                "and add that."
            ),
        ),
        "paper-holds-something-beside": (
            "这份文件的前后还夹带别的内容，没有收下。请用原来的程序打开，另存一份后再添加。",
            (
                "Something else stands before or behind this file, which was not taken. Open it in its own "
                "program, save it anew and add that."
            ),
        ),
        "paper-is-locked": (
            "这份文件设了密码，没有收下。请取消密码，另存一份后再添加。",
            "This file is locked with a password and was not taken. Take the lock off and add it again.",
        ),
        "paper-does-something": (
            "这份文件带有会自动运行的程序，没有收下。请去掉宏和脚本，或者打印成 PDF后再添加。",
            (
                "This file holds programs that run by themselves, and was not taken. Remove its macros and "
                "scripts, or print it to PDF and add that."
            ),
        ),
        "paper-carries-files": (
            "这份文件里嵌着别的文件，没有收下。请把里面的文件取出来，一份一份地添加。",
            ("Other files lie inside this one, which was not taken. Take them out and add them one by one."),
        ),
        "paper-leads-outside": (
            "这份文件要从别处取内容，没有收下。请断开其中的外部链接，或者打印成 PDF后再添加。",
            (
                "This file fetches parts of itself from elsewhere, and was not taken. Break those links, or "
                "print it to PDF and add that."
            ),
        ),
        "paper-unpacks-too-large": (
            "这份文件展开后太大，没有收下。请分成几份后再添加。",
            "This file unpacks to too much and was not taken. Divide it and add the parts.",
        ),
        "paper-has-unsafe-names": (
            "这份文件内部的名称不正常，没有收下。请用办公软件打开，另存一份后再添加。",
            (
                "The names inside this file are not as they should be, and it was not taken. Open it in an "
                "office program, save it anew and add that."
            ),
        ),
        "paper-has-too-many-pixels": (
            "这张图片的像素太多，没有收下。请把分辨率调低后再添加。",
            "This picture has too many pixels and was not taken. Make it smaller and add that.",
        ),
        "paper-moves": (
            "这是会动的图片，没有收下。请截取需要的画面，一张一张地添加。",
            "This is a moving picture and was not taken. Add the frames that matter, one by one.",
        ),
        "paper-has-too-many-pages": (
            "这份文件的页数太多，没有收下。请分成几份后再添加。",
            "This file has too many pages and was not taken. Divide it and add the parts.",
        ),
        "paper-is-infected": (
            "查毒程序在这份文件里发现病毒，没有收下。请先在自己的设备上查毒，再添加没有问题的一份。",
            (
                "The scanner found malware in this file, and it was not taken. Scan your own machine first, "
                "then add one that is sound."
            ),
        ),
        "paper-takes-too-long": (
            "这份文件检查不完，没有收下。请打印成 PDF或者分成几份后再添加。",
            (
                "This file could not be looked through in time and was not taken. Print it to PDF, or divide "
                "it, and add that."
            ),
        ),
        "no-papers-taken-here": (
            "本县还没有规定网上收材料的办法，这一份没有收下。请把原件带到窗口。",
            "The county has not said which files it takes; this one was not taken. Bring it to the window.",
        ),
        "files-away": (
            "存放文件的地方暂时不能用，什么都没有改变。请稍后再试。",
            "The place where files lie is away; nothing was changed. Please try again a little later.",
        ),
        "paper-erased": (
            "这份材料已经按期限删除，不能再看。需要的话请向本人重新收取。",
            "This paper was erased when its time had come. If it is needed, ask the person for it again.",
        ),
        "paper-restricted": (
            "这件事项的个人信息已停止使用，这份材料现在不能看。请向负责个人信息的岗位了解。",
            (
                "The use of this matter's personal information is restricted, and so is this paper. Ask the "
                "seat that answers for personal information."
            ),
        ),
        "paper-not-scanned-yet": (
            "这份材料还没有查毒，暂时不能看。请稍后再试。",
            "This paper has not been scanned yet and is held until then. Please try again later.",
        ),
        "paper-found-infected": (
            "查毒程序后来在这份材料里发现病毒，不能看。请让本人另交一份。",
            "The scanner has since found malware in this paper; it is held. Ask for another copy.",
        ),
    },
}
